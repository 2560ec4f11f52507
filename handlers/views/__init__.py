"""What people see: values in, plain Block Kit out, one module per noun."""

from __future__ import annotations
