"""What a portfolio is, without Sphinx: records, dates, sources, addresses, ledger."""
