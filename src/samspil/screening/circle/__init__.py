"""Asking a wider circle the short form's questions, by personal link and anonymously."""
