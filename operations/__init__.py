"""What people do with a campaign: one module each, for the command line and whoever else asks on their behalf."""
