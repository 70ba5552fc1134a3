"""How the models of `bot.understanding.learnt` are learnt; needs scikit-learn, which the product does not."""
