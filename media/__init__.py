"""Pictures, recordings and papers from outside: taken in and played, each in a child process of its own that can reach nothing else."""
