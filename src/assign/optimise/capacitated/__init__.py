"""The capacitated p-median with a proof: Lagrangian bound, local search, columns within the gap, integer master."""
