"""What every source shares: its options and files, records and dates as exports write them."""
