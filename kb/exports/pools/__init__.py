"""The script that pools again what kb has pooled, in R."""
