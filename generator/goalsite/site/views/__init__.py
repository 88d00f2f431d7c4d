"""Views: what a page shows, as plain data between the figures and the templates."""
