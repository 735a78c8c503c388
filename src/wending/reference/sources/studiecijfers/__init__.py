"""How studies go and what graduates do: figures in the manner of Studie in Cijfers."""
