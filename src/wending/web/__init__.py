"""Page shell, design system, components, charts and the home page."""
