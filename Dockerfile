FROM python:3.11-slim
WORKDIR /app
COPY pyproject.toml constraints.txt README.md LICENSE ./
COPY ontology ontology
COPY ingest ingest
COPY nlp nlp
COPY graph graph
COPY api api
RUN pip install --no-cache-dir -c constraints.txt . && useradd --create-home liantu && mkdir /data && chown liantu /data
USER liantu
ENV LIANTU_WORKSPACE=/data
EXPOSE 8000
CMD ["liantu", "serve", "--host", "0.0.0.0", "--port", "8000"]
