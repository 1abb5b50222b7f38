"""What fails when firms fail? Losses run down to those who buy and up to those who sell.

    SUPPLIES, PRODUCES ─ network ─▶ who sells what to whom ─ flows ─▶ shares ─ cascade ─▶ losses ─ scenario ─▶ report
                                                                        └─ upstream, sweep ─▶ ranking of all firms

Method: docs/methods.md, section F (ESRI: Diem et al. 2022).
"""
