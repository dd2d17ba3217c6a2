"""Users, memberships, roles, sign-in, personal links and the audit trail."""
