# How many lines of evidence there are of each study design, over HTTP.
#
# Usage: Rscript scripts/examples/effects_by_design.R [ADDRESS]   (needs jsonlite)

address <- c(commandArgs(trailingOnly = TRUE), "http://127.0.0.1:8001")[1]
asked <- "/sql.json?q=select+design,direction+from+evidence_table"
evidence <- jsonlite::fromJSON(paste0(address, asked))
counts <- table(evidence$design, evidence$direction)
for (design in rownames(counts)) {
  cat(design, sum(counts[design, ]), "\n")
}
