"""What the numbers of a pool mean, in words."""

from __future__ import annotations

from collections.abc import Mapping

from kb.analysis.pooling.pool import Pooled

ESTIMATORS: Mapping[str, str] = {
    "REML": "restricted maximum likelihood",
    "DL": "DerSimonian and Laird's moments",
    "PM": "Paule and Mandel's equation",
    "ML": "maximum likelihood",
    "HE": "Hedges and Olkin's moments",
    "EE": "one effect common to all studies",
    "EB": "empirical Bayes, the same as Paule and Mandel's equation",
    "SJ": "Sidik and Jonkman's two steps",
    "HS": "Hunter and Schmidt's moments",
}
INTERVALS: Mapping[str, str] = {
    "wald": "Wald: normal distribution",
    "knapp-hartung": "Knapp and Hartung: t on k - 1 degrees of freedom, standard error scaled by"
    " √q; may be narrower than Wald's",
    "knapp-hartung-floor": "Knapp and Hartung with a floor: t on k - 1 degrees of freedom, standard"
    " error scaled by √max(1, q)",
}
PREDICTIONS: Mapping[str, str] = {
    "z": "estimate ± z × √(se² + tau²)",
    "t(k-1)": "estimate ± t(k - 1) × √(se² + tau²)",
    "t(k-2)": "estimate ± t(k - 2) × √(se² + tau²)",
}
BY_TAU2 = "percent: tau² / (tau² + variance of a typical study); i2_q is (Q - df) / Q"
BY_Q = "percent: (Q - df) / Q, not below 0"
NO_PREDICTION = "none: too few studies, or one effect common to all"


def definitions(pooled: Pooled) -> dict[str, str]:
    """Name and sentence for all of a pool that is defined in more than one way elsewhere."""
    if pooled.method is None:
        return {"interval_definition": INTERVALS[pooled.interval]}
    return {
        "method_definition": ESTIMATORS[pooled.method],
        "interval_definition": INTERVALS[pooled.interval],
        "pi_definition": PREDICTIONS.get(pooled.prediction or "", NO_PREDICTION),
        "i2_definition": BY_Q if pooled.method == "EE" else BY_TAU2,
        "q_definition": "Cochran's Q with weights 1 / variance; q_p on k - 1 degrees of freedom",
        "tau2_definition": "variance between studies, not below 0; tau2_low and tau2_high by the"
        " Q profile",
    }
