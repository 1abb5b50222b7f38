"""How a running service is watched: figures for Prometheus, one log line a request, and whether it is ready."""
