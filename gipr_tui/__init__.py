"""Fill in, check and print the annual report on government information disclosure."""
