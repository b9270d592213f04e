"""What keeps a site running for years."""
