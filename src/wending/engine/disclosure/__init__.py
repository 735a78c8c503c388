"""Disclosure control: what may be given away of people without giving away a person.

Works on arrays only; who may ask, and what was asked before, are of the domain `effect`.
"""
