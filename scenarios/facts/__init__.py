"""Published facts of a city and the statistics of a run that they are held against."""
