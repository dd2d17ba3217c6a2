"""The seven levers: evidence, judgement and the PowerPoint report."""
