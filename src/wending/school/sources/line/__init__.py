"""The default programmes of the continuous line: goals, moments and talks, to begin from and to change."""
