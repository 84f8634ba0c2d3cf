"""What has been published goes on leading somewhere."""
