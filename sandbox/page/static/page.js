// The page follows the sandbox by server-sent events and sends what a person does as JSON.
"use strict";

const { as, channel, thread } = document.body.dataset;
const query = new URLSearchParams({ as, channel, thread });
const regions = document.getElementById("regions");
const notice = document.getElementById("notice");
const shown = new Map();

async function act(name, details) {
  const body = JSON.stringify({ as, ...details });
  const headers = { "Content-Type": "application/json" };
  const response = await fetch(`/page/${name}`, { method: "POST", headers, body });
  const { error } = await response.json();
  notice.textContent = error || "";
  await refresh();
  return !error;
}

function fieldValue(element) {
  if (element.tagName === "SPAN") {
    const ticked = [...element.querySelectorAll("input:checked")].map((tick) => tick.value);
    return element.querySelector("input[type=radio]") ? (ticked[0] ?? null) : ticked;
  }
  if (element.multiple) return [...element.selectedOptions].map((option) => option.value);
  if (element.type === "datetime-local" && element.value) {
    return String(Math.floor(new Date(element.value).getTime() / 1000));
  }
  return element.value === "" ? null : element.value;
}

function isEmpty(value) {
  return value === null || value.length === 0;
}

function enter(element, value) {
  const values = [value].flat();
  if (element.tagName === "SPAN") {
    for (const tick of element.querySelectorAll("input")) tick.checked = values.includes(tick.value);
  } else if (element.multiple) {
    for (const option of element.options) option.selected = values.includes(option.value);
  } else {
    element.value = value;
  }
}

// What is entered in a form outlives a redrawing of the same field.
function redraw(region, fresh) {
  const fields = [...region.querySelectorAll("[data-field] [data-element]")];
  const entered = new Map(fields.map((field) => [field.dataset.element, fieldValue(field)]));
  region.innerHTML = fresh.innerHTML;
  for (const field of region.querySelectorAll("[data-field] [data-element]")) {
    const value = entered.get(field.dataset.element) ?? null;
    if (!isEmpty(value) && isEmpty(fieldValue(field))) enter(field, value);
  }
}

for (const region of regions.querySelectorAll("[data-region]")) {
  shown.set(region.dataset.region, region.innerHTML);
}

async function refresh() {
  const response = await fetch(`/page/regions?${query}`);
  if (!response.ok) return;
  const fresh = document.createElement("template");
  fresh.innerHTML = await response.text();
  const following = isAtTheEnd();
  const before = openView();
  for (const part of fresh.content.querySelectorAll("[data-region]")) {
    const name = part.dataset.region;
    // A region that has not changed is left alone, and so is whatever is being typed there.
    if (shown.get(name) === part.innerHTML) continue;
    shown.set(name, part.innerHTML);
    const region = regions.querySelector(`[data-region="${name}"]`);
    if (region) redraw(region, part);
  }
  if (following) toTheEnd();
  if (openView() !== before) regions.querySelector(".modal :is(input, select, textarea)")?.focus();
}

function openView() {
  return regions.querySelector(".modal")?.dataset.view;
}

function isAtTheEnd() {
  return innerHeight + scrollY >= document.documentElement.scrollHeight - 100;
}

function toTheEnd() {
  scrollTo(0, document.documentElement.scrollHeight);
}

function whereIs(node) {
  const view = node.closest("[data-view]");
  if (view) return { view: view.dataset.view };
  const post = node.closest("[data-ts]");
  return post ? { channel: post.dataset.channel, ts: post.dataset.ts } : {};
}

function entered(form) {
  const values = {};
  for (const field of form.querySelectorAll("[data-field]")) {
    const element = field.querySelector("[data-element]");
    if (element) values[field.dataset.field] = fieldValue(element);
  }
  return values;
}

// What stands in a form travels with every click there, as the app sees it in Slack.
function click(node, element, value) {
  const form = node.closest(".modal");
  const values = form ? { values: entered(form) } : {};
  return act("click", { ...whereIs(node), element, value, ...values });
}

regions.addEventListener("click", (event) => {
  const link = event.target.closest('a[href*="/archives/"]');
  if (link) {
    // A link into the workspace is followed by whoever clicks it.
    const address = new URL(link.href);
    address.searchParams.set("as", as);
    link.href = address;
    return;
  }
  const button = event.target.closest("button");
  if (!button || button.type === "submit") return;
  const { element, value, react, shortcut } = button.dataset;
  if (element) click(button, element, value || null);
  else if (react) act("react", { ...whereIs(button), name: react });
  else if (shortcut) act("shortcut", { ...whereIs(button), callback_id: shortcut });
  else if ("close" in button.dataset) act("close", {});
});

regions.addEventListener("change", (event) => {
  if (event.target.id === "as") {
    // Direct messages are somebody's own; any other place is the same for the next person.
    const place = channel.startsWith("D") ? {} : { channel };
    location.search = new URLSearchParams({ as: event.target.value, ...place });
    return;
  }
  // Inside an input block nothing is sent before the form is, unless the app has asked for it.
  const element = event.target.closest("[data-element]");
  if (!element || element.closest("[data-field]:not([data-dispatch])")) return;
  click(element, element.dataset.element, fieldValue(element));
});

regions.addEventListener("submit", (event) => {
  event.preventDefault();
  act("submit", { values: entered(event.target) });
});

const composer = document.getElementById("composer");
if (composer) {
  const text = document.getElementById("text");
  composer.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (await act("write", { channel, thread, text: text.value.trim() })) text.value = "";
  });
  composer.addEventListener("click", (event) => {
    const { insert } = event.target.dataset;
    if (!insert) return;
    text.value = insert;
    text.focus();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    composer.requestSubmit();
  });
}

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && openView()) act("close", {});
});

new EventSource("/page/changes").addEventListener("message", refresh);
if (channel === "home") act("home", {});
else toTheEnd();
