"""The app, for `streamlit run app/main.py`; `karamap serve` starts the same."""

from karamap.app.main import main

main()
