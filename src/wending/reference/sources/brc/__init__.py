"""The Beroepenindeling ROA-CBS 2014 (BRC 2014): its codes, and which of them an ISCO-08 unit group falls under."""
