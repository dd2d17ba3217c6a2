"""Files from people: checked, stored apart, served with permission."""
