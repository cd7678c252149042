"""The two registers of a school library, derived from copies, batches and withdrawals, never typed twice.

个别登录账: one line a copy. 总括登录账: one line a batch that came or went, with the sum after each year.
Both say the same.
"""
