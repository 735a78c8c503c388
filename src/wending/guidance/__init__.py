"""Centres, professionals, appointments and cases."""
