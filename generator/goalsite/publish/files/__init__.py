"""Files in other hands: put in their places whole or not at all, read with care where nobody vouches for them."""
