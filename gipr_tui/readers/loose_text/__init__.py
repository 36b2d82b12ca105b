"""Text whose tables have lost their cells: labels and figures follow one another, wrapped, scattered or run together."""
