"""Polls (测评, 问卷): rules that need nothing but values (docs/domain.md section 6)."""
