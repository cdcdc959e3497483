"""Documents made from the declarations: tables of model/ODD.md, the Chinese reference of the levers."""
