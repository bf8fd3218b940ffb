"""Weights that can be tuned, compared, explained and defended.

Behind each command of ``scoring tune`` stands a function that gives plain JSON values, a weight
set, or both; none of them writes files::

    set          sets.making.make_set
    apply        sets.editions.new_edition
    history      sets.history.history_of
    what-if      effects.what_if.what_if
    years        effects.years.compare_years
    sensitivity  sensitivity.sensitivity
    range        exact.range_result.rank_ranges
    stability    exact.stability.stability
    dominance    exact.dominance.dominance
    swap         solve.swapping.swapped
    solve        solve.solution.solve_weights
    ahp          expert.ahp_report.ahp_report
    delphi       expert.delphi_report.delphi_report
    allocate     expert.allocation_report.allocation_report
    advise       advice.advise
    health       health.assess

Weights are tried before they are made into an edition::

    >>> import scoring
    >>> from decimal import Decimal
    >>> from scoring.tuning.effects.what_if import what_if
    >>> from scoring.tuning.sets.making import make_set
    >>> ruleset = scoring.read_ruleset("kunming-department@2019")
    >>> figures = [{"department": "甲局", "satisfaction": 95}, {"department": "乙局"}]
    >>> submissions = scoring.from_records(figures, ruleset)
    >>> scores = scoring.evaluate(scoring.compile_plan(ruleset), submissions)
    >>> made = make_set(ruleset, {"satisfaction": Decimal(8)}, reason="问需于民")
    >>> [one["trials"][0]["change"] for one in what_if(scores, [made])["departments"]]
    [2.0, 0.0]
"""
