@rem npm scripts begin with exec, a word of the Unix shells that keeps signals reaching the program. Here it runs the rest of the line.
@%*
