"""What every model needs: checks of input, results files, sweeps, figures, compiled code."""
