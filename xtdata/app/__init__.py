"""The Streamlit app: pages of charts, each point of which leads to its passage."""
