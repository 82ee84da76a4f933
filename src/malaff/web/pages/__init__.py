"""The pages, one module each; each gives its routes as `ROUTES`."""
