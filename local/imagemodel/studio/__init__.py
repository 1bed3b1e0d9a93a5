"""A product photographer made of numpy: a prompt in, a studio shot and the product's true outline out."""
