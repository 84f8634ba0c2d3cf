"""The KV cache on several devices, with processing in memory: the fullest device sets the step."""
