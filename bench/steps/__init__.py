"""The steps of bench/run."""
