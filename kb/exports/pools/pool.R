# Pools the findings of studies.csv again, synthesis by synthesis, and holds the results against
# syntheses.csv.
#
#   Rscript pool.R            tells both, and ends with 1 if any differ by more than 1e-6
#   Rscript pool.R --plot     also draws a forest plot of each into forest.pdf
#
# It needs R and metafor: install.packages("metafor")

suppressPackageStartupMessages(library(metafor))

within <- 1e-6
ratios <- c("ratio_of_means", "risk_ratio", "odds_ratio")

script <- sub("^--file=", "", grep("^--file=", commandArgs(), value = TRUE))
folder <- if (length(script)) dirname(script[1]) else "."
table_of <- function(name) {
  read.csv(file.path(folder, name), encoding = "UTF-8", stringsAsFactors = FALSE)
}
studies <- table_of("studies.csv")
syntheses <- table_of("syntheses.csv")

# Random effects by REML; the interval is Knapp and Hartung's, which the floor (test = "adhoc")
# keeps from being narrower than the variances allow. Effects of ratios are logarithms.
model_of <- function(id) {
  of <- studies[studies$synthesis == id, ]
  rma(yi, vi,
    data = of, slab = study, method = "REML", test = "adhoc",
    control = list(threshold = 1e-12, maxiter = 10000)
  )
}

numbers_of <- function(model, measure) {
  back <- if (measure %in% ratios) exp else identity
  further <- predict(model)
  c(
    estimate = back(as.numeric(model$beta)), ci_low = back(model$ci.lb), ci_high = back(model$ci.ub),
    pi_low = back(further$pi.lb), pi_high = back(further$pi.ub),
    tau2 = model$tau2, i2 = model$I2, q = model$QE
  )
}

compared <- do.call(rbind, lapply(seq_len(nrow(syntheses)), function(row) {
  told <- syntheses[row, ]
  found <- numbers_of(model_of(told$synthesis), told$measure)
  expected <- as.numeric(told[names(found)])
  data.frame(
    synthesis = told$synthesis, number = names(found), kb = expected, metafor = unname(found),
    difference = abs(expected - unname(found))
  )
}))

if (is.null(compared)) {
  cat("There is no synthesis.\n")
  quit(status = 0)
}
print(compared, digits = 10, row.names = FALSE)

if ("--plot" %in% commandArgs(trailingOnly = TRUE)) {
  pdf(file.path(folder, "forest.pdf"))
  for (row in seq_len(nrow(syntheses))) {
    is_ratio <- syntheses$measure[row] %in% ratios
    forest(model_of(syntheses$synthesis[row]),
      addpred = TRUE, header = TRUE, atransf = if (is_ratio) exp else FALSE,
      xlab = syntheses$outcome[row]
    )
  }
  invisible(dev.off())
}

scale <- pmax(1, abs(compared$kb))
differs <- is.na(compared$difference) | compared$difference > within * scale
if (any(differs)) {
  cat("\nNot the same:\n")
  print(compared[differs, ], digits = 10, row.names = FALSE)
  quit(status = 1)
}
cat("\nThe same within", within, "\n")
