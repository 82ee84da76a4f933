"""The file of an affair, answered from the archive: who stands where, what happened, what is due, what is open."""
