"""Text as a terminal and a Chinese document see it: width, cleaning, comparing, wrapping."""
