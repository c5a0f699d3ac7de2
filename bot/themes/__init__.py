"""From the intent log to counts by week and theme, with nobody in them."""
