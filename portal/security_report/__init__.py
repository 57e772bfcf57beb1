"""What rules for the state's systems ask of the portal, and the sheet that shows what is in force."""
