"""Vietnamese text by itself, for any program that stores, finds, orders or shows it.

It cleans what people type and paste, compares it with and without accents, makes addresses of titles, puts
lists in the order of the Vietnamese alphabet, reads the encodings of old fonts, and writes dates and numbers as
Vietnamese readers expect them. It needs nothing but Python's standard library. Every function takes any text
whatever, lone surrogates included, in time that grows with the length of the text and no faster.
"""
