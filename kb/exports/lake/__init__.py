"""A lake: every base table as Parquet files in parts, for engines that run the same views."""
