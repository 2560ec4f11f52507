"""The rules of the desk: values in, values out, standard library only."""
