"""Evaluation: success criteria beside what was done, practice, and figures, kept apart.

The room never says that a criterion is met. It lays what the system knows beside the criterion,
and people judge. Figures are told before and after, and never with a word of cause.
"""
