"""Documents made by the product: tables of model/ODD.md, the Chinese reference of the levers, results in the READMEs."""
